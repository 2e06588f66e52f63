// Starts GraphiQL on this server's own API. It is a page of its own, apart from the client: what it
// may do, it may do by the token that one puts into its headers.
const WELCOME = `# Guildhall's GraphQL API.
#
# What needs no token can be asked at once. For the rest, sign in by
#
#   curl -X POST ${location.origin}/api/v1/auth/sign-in \\
#     -H 'Content-Type: application/json' -d '{"login": "…", "password": "…"}'
#
# and put the access token under "Headers" below: {"Authorization": "Bearer …"}

{
  instance {
    name
    version
    signUpOpen
  }
}
`;

ReactDOM.createRoot(document.getElementById('explorer')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultQuery: WELCOME,
    defaultHeaders: '{}',
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  }),
);
