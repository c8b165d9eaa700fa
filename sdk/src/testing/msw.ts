/** What of msw the handlers are made with; `msw` 2 has both, `msw` 3 has them in `msw/http` and `msw/ws`. */
export interface Msw<HttpHandler, SocketHandler> {
  /** `http` of msw. */
  readonly http: { post(path: string, resolver: (info: { readonly request: Request }) => Promise<Response>): HttpHandler };
  /** `ws` of msw. */
  readonly ws: { link(url: string): { addEventListener(type: 'connection', listener: (connection: MswConnection) => void): SocketHandler } };
}

/** One socket as msw has it. */
export interface MswConnection {
  /** The client's end. */
  readonly client: {
    send(data: string): void;
    close(code?: number, reason?: string): void;
    // The two versions have event classes of their own.
    addEventListener(type: 'message' | 'close', listener: (event: any) => void): void;
  };
}
