// One engine of npm's, in a process of its own: ENGINE TEMPLATE DATA OUT → what the documents took, as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const engines = {
  docxtemplater: async (template) => {
    const { default: PizZip } = await import("pizzip");
    const { default: Docxtemplater } = await import("docxtemplater");
    return async (values) => {
      const made = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
      made.render(values);
      return made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x": async (template) => {
    const { TemplateHandler } = await import("easy-template-x");
    const handler = new TemplateHandler();
    return (values) => handler.process(template, values);
  },
  "docx-templates": async (template) => {
    const { createReport } = await import("docx-templates");
    return (data) => createReport({ template, data, cmdDelimiter: "+++" });
  },
};

const seconds = () => {
  const used = process.cpuUsage();
  return (used.user + used.system) / 1e6;
};

const [engine, template, data, out] = process.argv.slice(2);
const several = JSON.parse(readFileSync(data, "utf8"));
const started = seconds();
const make = await engines[engine](readFileSync(template));
const took = [];
for (const [number, values] of several.entries()) {
  const before = number ? seconds() : started; // the first with what is done once
  writeFileSync(join(out, `${engine}-${number}.docx`), await make(values));
  took.push(seconds() - before);
}
const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
console.log(JSON.stringify({ took, peak }));
