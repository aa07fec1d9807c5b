// Runs a DMN file with dmn-moddle and feelin: node run_dmn.mjs MODULES FILE < cases.json > results.json
// Cases and results are lists of objects; hit policy FIRST. A cell's verdict depends on its own input
// alone, so each pair of cell and value is evaluated once.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, file] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(modules, name, "dist", "index.js")));
const { DmnModdle } = await load("dmn-moddle");
const { evaluate, unaryTest } = await load("feelin");

const { rootElement, warnings } = await new DmnModdle().fromXML(readFileSync(file, "utf8"));
if (warnings.length) throw new Error(JSON.stringify(warnings));
const table = rootElement.get("drgElement")[0].get("decisionLogic");
if (table.get("hitPolicy") !== "FIRST") throw new Error("hit policy");

const strict = ({ value, warnings }) => {
  if (warnings.length) throw new Error(JSON.stringify(warnings));
  return value;
};
const known = new Map();
const fits = (text, value) => {
  const key = `${text}\n${value}`;
  if (!known.has(key)) known.set(key, strict(unaryTest(text, { "?": value })) === true);
  return known.get(key);
};

const results = JSON.parse(readFileSync(0, "utf8")).map((context) => {
  const given = table.input.map((input) => context[input.inputExpression.text]);
  if (given.includes(undefined)) throw new Error("an input without a value");
  const rule = table.rule.find((each) => each.inputEntry.every((cell, i) => fits(cell.text, given[i])));
  return Object.fromEntries(
    table.output.map((output, i) => [output.name, strict(evaluate(rule.outputEntry[i].text, {}))]),
  );
});
process.stdout.write(JSON.stringify(results));
