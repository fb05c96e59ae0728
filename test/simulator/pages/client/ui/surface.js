/**
 * Where screens live: the top document, or the document of a module frame. Popups and windows go to the body of the
 * same document, as GXT does.
 */
export const surface = { document, body: document.body };

/** Moves to a frame's document. */
export function useFrame(frame) {
  surface.document = frame.contentDocument;
  surface.body = frame.contentDocument.body;
}
