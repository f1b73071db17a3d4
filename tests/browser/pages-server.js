// Serves a folder under a path as GitHub Pages does: 404.html with status 404, `name` for `name.html`,
// a redirect from a folder without its slash, nothing outside the path.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".json": "application/json", ".xml": "application/xml", ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

const isFile = (path) => stat(path).then((found) => found.isFile(), () => false);
const isFolder = (path) => stat(path).then((found) => found.isDirectory(), () => false);

async function answer(folder, under, url) {
  const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  const missing = async () => {
    const file = join(folder, "404.html");
    return { status: 404, type: TYPES[".html"], body: (await isFile(file)) ? await readFile(file) : "not found" };
  };
  if (!path.startsWith(under)) return { status: 404, type: "text/plain", body: "another site" };
  const file = normalize(join(folder, path.slice(under.length)));
  if (file !== folder && !file.startsWith(folder + sep)) return missing();
  if (path.endsWith("/")) {
    const index = join(file, "index.html");
    return (await isFile(index)) ? { status: 200, type: TYPES[".html"], body: await readFile(index) } : missing();
  }
  for (const candidate of [file, `${file}.html`]) {
    if (await isFile(candidate)) {
      return { status: 200, type: TYPES[extname(candidate)] ?? "application/octet-stream", body: await readFile(candidate) };
    }
  }
  return (await isFolder(file)) ? { status: 301, location: `${path}/`, body: "" } : missing();
}

/// Starts a server on a free port of this machine; `under` begins and ends with a slash.
export async function serve(folder, under = "/") {
  const root = normalize(folder).replace(/[/\\]$/, "");
  const server = createServer(async (request, response) => {
    const { status, type, location, body } = await answer(root, under, request.url);
    response.writeHead(status, { ...(type && { "content-type": type }), ...(location && { location }) });
    response.end(request.method === "HEAD" ? "" : body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: origin + under,
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}
