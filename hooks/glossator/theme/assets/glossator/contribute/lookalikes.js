// Letters that look like Latin ones; made by `tools/lookalikes.py`.

export const LIKE_LATIN = "ƍƽǀǁȣɑɡɣɩɪɯʋʏʣʦʪʫαγινορσυϳабгеорсухѕіјѡѵүһҽӏӕԁԛԝագզհոռսցքօᴄᴏᴑᴜᴠᴡᴢᴦᵫᶃᶌẝỿⲅⲟⲣⲥꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴꙇꚙꜱꜳꜵꜷꜹꜻꜽꝏꝷꞙꞟꬲꬵꬽꭇꭈꭎꭒꭚꭣꭵꮁꮃꮓꮩꮪꮯ";
