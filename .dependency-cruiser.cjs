/** The arrows between the rooms. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-is-pure',
      comment: 'domain imports only domain',
      severity: 'error',
      from: { path: '^app/domain/' },
      to: { pathNot: '^app/domain/' },
    },
    {
      name: 'planner-is-pure',
      comment: 'planner imports only domain/shared',
      severity: 'error',
      from: { path: '^app/planner/' },
      to: { pathNot: '^app/(planner|domain/shared)/' },
    },
    {
      name: 'planner-through-its-index',
      severity: 'error',
      from: { path: '^(app|db)/', pathNot: '^app/planner/' },
      to: { path: '^app/planner/(?!index\\.ts$)' },
    },
    {
      name: 'nothing-imports-routes',
      severity: 'error',
      from: { pathNot: '^app/routes/' },
      to: { path: '^app/routes/' },
    },
    {
      name: 'kysely-only-in-db',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: 'node_modules/kysely' },
    },
    {
      name: 'db-knows-no-app-but-domain',
      severity: 'error',
      from: { path: '^(db|migrations)/' },
      to: { path: '^app/(?!domain/|config/)' },
    },
    {
      name: 'use-cases-do-not-call-each-other',
      severity: 'error',
      from: { path: '^app/use-cases/([^/]+)/([^/]+)\\.server\\.ts$' },
      to: { path: '^app/use-cases/(?!shared/)', pathNot: '^app/use-cases/$1/\\.' },
    },
    {
      name: 'use-cases-see-ports-only',
      severity: 'error',
      from: { path: '^app/use-cases/' },
      to: { path: '^app/adapters/[^/]+/(?!port\\.ts$)' },
    },
    {
      name: 'components-do-not-fetch',
      severity: 'error',
      from: { path: '^app/components/' },
      to: { path: '^(db|app/(use-cases|adapters|gateway|worker|server))/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(app|db)/',
        pathNot: '(domain/|routes/|entry\\.|root\\.tsx|\\.d\\.ts$|cli/|server/start\\.js$|README)',
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
