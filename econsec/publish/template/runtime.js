// Named imports of the two modules that vl_convert 2.0 carries: without Vega-Lite and vega-embed the bundle is two
// thirds as long (charts are compiled ahead), and without vega-embed nothing sets a style that the policy would refuse.
import { parse, View } from "/npm/vega@6.4.0/+esm";
import { expressionInterpreter } from "/npm/vega-interpreter@2.3.2/+esm";
// The specification is parsed to an expression tree and interpreted: nothing is ever evaluated, so a policy without
// unsafe-eval holds.
window.econsecVega = (element, spec, options) => {
  const view = new View(parse(spec, null, { ast: true }), {
    ...options,
    expr: expressionInterpreter,
    renderer: "svg",
    container: element,
    hover: true,
  });
  return view.runAsync();
};
