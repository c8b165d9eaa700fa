/** What is not for users of the elements: private, protected and marked internal. */
const isHidden = ({ name, privacy, internal }) => name.startsWith('#') || privacy === 'private' || privacy === 'protected' || internal;

export default {
  globs: ['src/slot-picker/slot-picker.ts', 'src/tracking/tracking.ts', 'src/internal/base-element.ts', 'src/internal/form-element.ts'],
  outdir: '.',
  litelement: true,
  plugins: [
    {
      name: 'public-only',
      analyzePhase({ ts, node, moduleDoc }) {
        if (!ts.isClassDeclaration(node)) return;
        const declaration = moduleDoc.declarations.find(({ name }) => name === node.name.text);
        for (const member of node.members) {
          const isInternal = ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');
          const found = isInternal && declaration?.members?.find(({ name }) => name === member.name?.getText());
          if (found) found.internal = true;
        }
      },
      packageLinkPhase({ customElementsManifest }) {
        for (const declaration of customElementsManifest.modules.flatMap(({ declarations }) => declarations)) {
          declaration.members = declaration.members?.filter((member) => !isHidden(member));
          const isShown = ({ fieldName }) => !fieldName || declaration.members.some(({ name }) => name === fieldName);
          declaration.attributes = declaration.attributes?.filter(isShown);
          // What the analyzer finds in the base class's `emit` has no name of its own.
          declaration.events = declaration.events?.filter(({ description }) => description);
        }
      },
    },
  ],
};
