// What happens when the worker has come.

const listenToPage = serveSearch(new URL("./", self.location).href);
addEventListener("message", ({ data }) => listenToPage(data, (made) => postMessage(made)));
