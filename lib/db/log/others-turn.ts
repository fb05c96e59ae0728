/** Lets other work of this thread have its turn: messages, database answers, a newer search. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    // A timer would wait for milliseconds once it is asked for often.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
