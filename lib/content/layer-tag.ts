/** Name of the one element that we put beside <body>. In a file of its own: the first stage must not load the views for it. */
export const LAYER_TAG = 'backup-bridge-layer';
