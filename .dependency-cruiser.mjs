// The layers of docs/architecture.md: an import points to a strictly lower row, or inside its own folder.
const rows = [
  ['base'],
  ['diagnostics', 'host'],
  ['model', 'promql'],
  ['probes'],
  ['definitions'],
  ['compiler', 'emitters'],
  ['review'],
  ['project'],
  ['cli'],
];

const layerRules = rows.flatMap((row, index) =>
  row.map((folder) => ({
    name: `layer-${folder}`,
    comment: `src/${folder} imports only from lower rows: ${rows.slice(0, index).flat().join(', ') || 'nothing'}`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: '^src/', pathNot: `^src/(${[folder, ...rows.slice(0, index).flat()].join('|')})/` },
  })),
);

export default {
  forbidden: [
    ...layerRules,
    {
      name: 'no-sibling-emitter',
      comment: 'An emitter knows the contract and itself, never another emitter.',
      severity: 'error',
      from: { path: '^src/emitters/([^/]+)/' },
      to: { path: '^src/emitters/[^/]+/', pathNot: '^src/emitters/$1/' },
    },
    {
      name: 'contract-knows-no-emitter',
      severity: 'error',
      from: { path: '^src/emitters/[^/]+\\.ts$' },
      to: { path: '^src/emitters/[^/]+/' },
    },
    {
      name: 'effects-in-host-and-cli',
      comment: 'The core reaches the world through the host alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(host|cli)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'processes-in-host',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/host/' },
      to: { path: 'node_modules/(execa|esbuild)/' },
    },
    { name: 'no-circular', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
