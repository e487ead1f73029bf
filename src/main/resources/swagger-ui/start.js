// Starts Swagger UI.
(() => {
  /**
   * Replaces the references in one part of the contract. The resolver of Swagger UI parses the whole contract for each
   * part, which takes seconds. References within their own target remain, so that recursive schemas end.
   */
  const resolve = (part, contract, within = []) => {
    if (Array.isArray(part)) {
      return part.map((item) => resolve(item, contract, within));
    }
    if (part === null || typeof part !== 'object') {
      return part;
    }
    const { $ref, ...members } = part;
    const resolved = Object.fromEntries(
      Object.entries(members).map(([name, member]) => [
        name,
        name === 'example' || name === 'examples' ? member : resolve(member, contract, within),
      ]),
    );
    if (typeof $ref !== 'string') {
      return resolved;
    }
    if (within.includes($ref)) {
      return part;
    }
    const target = at(contract, $ref.slice('#/'.length).split('/'));
    return { ...resolve(target, contract, [...within, $ref]), ...resolved, $$ref: $ref };
  };

  const at = (contract, path) => path.reduce((part, name) => part?.[name], contract);

  const quickly = () => ({
    fn: {
      resolveSubtree: async (contract, path) => ({ spec: resolve(at(contract, path), contract), errors: [] }),
    },
    statePlugins: {
      spec: {
        wrapActions: {
          // The contract is JSON. Swagger UI would parse it as YAML.
          parseToJson: (original, { specActions }) => (text) => specActions.updateJsonSpec(JSON.parse(text)),
        },
      },
      auth: {
        wrapSelectors: {
          // Public operations accept requests with or without a key. Swagger UI would show them as authorized before a
          // key is set.
          isAuthorized: (original) => (state, securities) =>
            original(securities.filter((security) => security.size > 0)),
        },
      },
    },
  });

  // The contract is selected by the query, so that a page with the same contract can be linked to.
  const select = document.getElementById('contract');
  const asked = new URLSearchParams(location.search).get('contract');
  const known = [...select.options].some((option) => option.value === asked);
  select.value = known ? asked : 'readers';
  select.addEventListener('change', () => {
    location.assign(`${location.pathname}?contract=${select.value}`);
  });

  SwaggerUIBundle({
    url: select.value === 'all' ? '/openapi.json' : `/openapi/${select.value}.json`,
    dom_id: '#swagger-ui',
    layout: 'BaseLayout',
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [SwaggerUIBundle.plugins.DownloadUrl, quickly],
    // All operations are collapsed to their tags at first, because rendering all of them takes seconds.
    docExpansion: 'none',
    filter: true,
    // The list of schemas is collapsed initially because it is longer than the list of operations.
    defaultModelsExpandDepth: 0,
    // Each operation has its own link that can be shared.
    deepLinking: true,
    tryItOutEnabled: true,
    // Extensions include the known values of strings to which later versions can add values.
    showExtensions: true,
  });
})();
