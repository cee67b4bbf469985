"""Letters that look like Latin ones, as Unicode has them; made by `tools/lookalikes.py`.

From confusables.txt, version 13.0.0, of the Unicode Technical Standard 39.
Copyright (c) Unicode, Inc., under the terms that stand in LICENSE.
"""

# Each with what it looks like behind it.
PAIRS = (
    "ıi Ƅb ƍg Ɩl ƦR Ƨ2 Ʒ3 Ƽ5 ƽs ǀl ǁll Ȝ3 Ȣ8 ȣ8 ɑa ɡg ɣy ɩi ɪi ɯw ʋu ʏy ʣdz ʦts ʪls ʫlz ͿJ "
    "ΑA ΒB ΕE ΖZ ΗH Ιl ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa γy ιi νv οo ρp σo υu ϜF Ϩ2 ϳj ϺM ЅS Іl ЈJ "
    "АA ВB ЕE З3 КK МM НH ОO РP СC ТT УY ХX Ыbl Ьb ЮlO аa б6 гr еe оo рp сc уy хx ѕs іi јj "
    "ѡw ѴV ѵv ҮY үy һh ҽe Ӏl ӏi ӔAE ӕae Ӡ3 ԁd ԌG ԛq ԜW ԝw ՍU ՏS ՕO աw գq զq հh ոn ռn սu ցg "
    "քf օo ᎠD ᎡR ᎢT Ꭵi ᎩY ᎪA ᎫJ ᎬE ᎳW ᎷM ᎻH ᎽY ᏀG Ꮒh ᏃZ Ꮞ4 Ꮟb ᏒR ᏔW ᏕS ᏙV ᏚS ᏞL ᏟC ᏢP ᏦK Ꮷd "
    "Ꮾ6 ᏳG ᏴB ᴄc ᴏo ᴑo ᴜu ᴠv ᴡw ᴢz ᴦr ᵫue ᶃg ᶌy ẝf ỿy ⲅr ⲎH Ⲓl ⲔK ⲘM ⲚN ⲞO ⲟo ⲢP ⲣp ⲤC ⲥc ⲦT "
    "ⲨY ⲬX Ⳋ9 Ⳍ3 ⳐL Ⳓ6 ꓐB ꓑP ꓒd ꓓD ꓔT ꓖG ꓗK ꓙJ ꓚC ꓜZ ꓝF ꓟM ꓠN ꓡL ꓢS ꓣR ꓦV ꓧH ꓪW ꓫX ꓬY ꓮA ꓰE "
    "ꓲl ꓳO ꓴU Ꙅ2 ꙇi ꚘOO ꚙoo ꜨT3 ꜱs ꜲAA ꜳaa ꜴAO ꜵao ꜶAU ꜷau ꜸAV ꜹav ꜺAV ꜻav ꜼAY ꜽay ꝎOO ꝏoo "
    "Ꝛ2 Ꝫ3 Ꝯ9 ꝷtf ꞘF ꞙf ꞟu Ɜ3 ꞲJ ꞳX ꞴB ꬲe ꬵf ꬽo ꭇr ꭈr ꭎu ꭒu ꭚy ꭣuo ꭵi ꮁr ꮃw ꮓz ꮩv ꮪs ꮯc "
)

LIKE_LATIN: dict[str, str] = {pair[0]: pair[1:] for pair in PAIRS.split()}
"""What each of the letters looks like."""

IN_HOSTS = (
    "ƍƽǀǁȣɑɡɣɩɪɯʋʏʣʦʪʫαγινορσυϳабгеорсухѕіјѡѵүһҽӏӕԁԛԝագզհոռսցքօᴄᴏᴑᴜᴠᴡᴢᴦᵫᶃᶌẝỿⲅⲟⲣⲥꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠ"
    "ꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴꙇꚙꜱꜳꜵꜷꜹꜻꜽꝏꝷꞙꞟꬲꬵꬽꭇꭈꭎꭒꭚꭣꭵꮁꮃꮓꮩꮪꮯ"
)
"""Those of them that a host can have, and that make it look like another one."""
