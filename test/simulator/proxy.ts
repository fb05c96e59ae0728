import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A proxy as a company has one on its way to the internet; here every host behind it is the simulator. */
export interface ProxyServer {
  /** For `HTTPS_PROXY`: `http://127.0.0.1:<port>`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a proxy that leads each host to a simulator, for programs whose names the machine's own resolver would look up: a
 * runner in a process of its own. Nothing leaves the machine, whatever host is asked for.
 * @param port on 127.0.0.1; 0: any free one
 */
export async function startProxy(simulatorPort: number, port = 0): Promise<ProxyServer> {
  const sockets = new Set<Socket>();
  const server = createServer((_request, answer) => {
    answer.writeHead(405, { 'content-type': 'text/plain' }).end('This proxy only takes CONNECT, for https.\n');
  });
  server.on('connect', (_request, client: Socket, head: Buffer) => {
    const target = connect(simulatorPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) target.write(head);
      target.pipe(client).pipe(target);
    });
    for (const [one, other] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
