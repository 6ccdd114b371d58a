/** The boundaries of the code. Each rule says what a breach would cost. */
const pure = '^(events|shared/core|shared/kpis)/';
const generators = '/(generate|openapi)\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'core-is-pure',
      comment: 'The core is a function of its arguments: no Node, no AWS, no third party but zod.',
      severity: 'error',
      from: { path: pure, pathNot: generators },
      to: { dependencyTypesNot: ['local', 'type-only'], pathNot: ['^node_modules/zod/'] },
    },
    {
      name: 'core-looks-inward',
      comment: 'The core knows nothing of the parts that use it.',
      severity: 'error',
      from: { path: pure, pathNot: generators },
      to: { path: '^(functions|infra|cli|test|shared/(?!core/|kpis/))' },
    },
    {
      name: 'contracts-stand-alone',
      comment: 'Senders read the contracts; what they promise must not hang on how they are used.',
      severity: 'error',
      from: { path: '^events/' },
      to: { path: '^(functions|infra|cli|test|shared)/' },
    },
    {
      name: 'functions-stand-apart',
      comment: 'A function that imports another is deployed, and fails, with it.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'infra-sees-only-env',
      comment: 'Infra wires functions by their env schemas, never by their code.',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^functions/', pathNot: '/env\\.ts$' },
    },
    {
      name: 'shared-serves',
      comment: 'Shared code is used by functions, infra and the command, and uses none of them.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|cli|test)/' },
    },
    {
      name: 'functions-know-no-host',
      comment: 'A function runs the same on AWS and on one machine: it knows neither infra nor the command.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|cli|test)/' },
    },
    {
      name: 'nothing-needs-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-tools-at-run-time',
      comment: 'What a function imports is deployed: it must be a dependency, not a tool of development.',
      severity: 'error',
      from: { path: '^(functions|shared|events)/', pathNot: generators },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: ['^node_modules/@types/'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'aws-lambda has types alone (@types/aws-lambda): a build that needed more would fail.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.json', '.mjs'],
    },
  },
};
