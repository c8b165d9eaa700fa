import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Doorstep · GraphQL explorer</title>
<link rel="stylesheet" href="/explorer/graphiql/graphiql.min.css">
<link rel="stylesheet" href="/explorer/explorer.css">
</head>
<body>
<div id="explorer">Loading…</div>
<script src="/explorer/react/umd/react.production.min.js"></script>
<script src="/explorer/react-dom/umd/react-dom.production.min.js"></script>
<script src="/explorer/graphiql/graphiql.min.js"></script>
<script src="/explorer/explorer.js"></script>
</body>
</html>`;

const STYLE = 'html, body { margin: 0; height: 100%; } #explorer { height: 100vh; }';

const SCRIPT = `
const fetcher = GraphiQL.createFetcher({ url: '/graphql' });
const query = '# Put your key into the headers below: { "Authorization": "Bearer sk_..." }\\n\\nquery WhoAmI {\\n  viewer { kind scopes organization { name } }\\n}\\n';
ReactDOM.createRoot(document.getElementById('explorer')).render(React.createElement(GraphiQL, {
  fetcher,
  defaultQuery: query,
  defaultHeaders: '{\\n  "Authorization": "Bearer "\\n}',
  shouldPersistHeaders: false,
}));
`;

/** GraphiQL at `/explorer`, from its npm package: works without any other site. */
export async function registerExplorer(http: FastifyInstance): Promise<void> {
  for (const [index, name] of ['graphiql', 'react', 'react-dom'].entries()) {
    await http.register(fastifyStatic, {
      root: dirname(require.resolve(`${name}/package.json`)),
      prefix: `/explorer/${name}/`,
      decorateReply: index === 0,
      index: false,
      allowedPath: (path) => /\.(js|css)$/.test(path),
    });
  }
  // GraphiQL puts styles into the page and evaluates nothing; only this page gets the looser policy.
  const policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'";
  http.get('/explorer', (_request, reply) => reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(PAGE));
  http.get('/explorer/explorer.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(SCRIPT));
  http.get('/explorer/explorer.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
}
