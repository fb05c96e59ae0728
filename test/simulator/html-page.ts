/** A small web page where a client may have expected JSON. */
export function htmlPage(status: number, title: string, text: string): Response {
  const html = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** What a web server says of a path that it does not serve; no API wrote it. */
export function notFoundPage(): Response {
  return htmlPage(
    404,
    '404 - File or directory not found.',
    'The resource you are looking for might have been removed.',
  );
}
