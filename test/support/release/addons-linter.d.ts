/** The part of addons-linter that is used; the package brings no types. */
declare module 'addons-linter' {
  /** One message, of whichever kind. */
  export interface Message {
    code: string;
    message: string;
    description?: string;
    file?: string;
    line?: number;
    column?: number;
  }
  const linter: {
    createInstance(options: { config: Record<string, unknown>; runAsBinary: boolean }): {
      run(): Promise<{ errors: Message[]; warnings: Message[]; notices: Message[] }>;
    };
  };
  export default linter;
}
