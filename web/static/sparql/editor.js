// The editor: Yasgui over this server alone, with our prefixes, terms, queries and drawings.
"use strict";

const zerenSaid = (zh, en) => (document.documentElement.lang === "en" ? en : zh);

document.addEventListener("DOMContentLoaded", () => {
  const told = JSON.parse(document.getElementById("told").textContent);
  const { Yasqe, Yasr } = Yasgui;
  const endpoint = new URL("/sparql", location.href).href;

  // Completions are ours: the ones that come with the editor ask servers elsewhere.
  Yasqe.registerAutocompleter({
    ...Yasqe.Autocompleters.prefixes,
    get: Object.entries(told.prefixes).map(([name, iri]) => `${name}: <${iri}>`),
  });
  for (const [name, terms] of [["class", told.classes], ["property", told.properties]]) {
    Yasqe.registerAutocompleter({
      ...Yasqe.Autocompleters[name],
      bulk: false,
      get: (yasqe, token) => matching(terms, token),
      postprocessHints: (yasqe, hints) => hints.map((hint) => named(hint, terms)),
    });
  }

  function matching(terms, token) {
    const begun = token?.autocompletionString || "";
    return Object.keys(terms).filter((iri) => iri.startsWith(begun));
  }

  function named(hint, terms) {
    const text = hint.text.replace(/^<|>$/g, "");
    const [prefix, local] = [text.slice(0, text.indexOf(":")), text.slice(text.indexOf(":") + 1)];
    const label = terms[text] || terms[(told.prefixes[prefix] || "") + local];
    return label ? { ...hint, displayText: `${hint.text}　${label}` } : hint;
  }

  class ZerenTable extends Yasr.plugins.table {
    label = zerenSaid("表格", "Table");

    // What is searched and sorted is text too; the sanitizer would parse it, and the browser speak of its handlers.
    getColumns() {
      return super.getColumns().map((column) => ({
        ...column,
        render: (cell, use, ...rest) =>
          cell.value !== undefined && (!use || use === "filter" || use === "sort")
            ? zerenColumns.escaped(cell.value)
            : column.render(cell, use, ...rest),
      }));
    }

    drawControls() {
      super.drawControls();
      if (document.documentElement.lang === "en") return;
      const [simple, ellipse] = this.tableControls.querySelectorAll("span.label");
      [simple.textContent, ellipse.textContent] = ["只看文字", "截短"];
      this.tableControls.querySelector(".pageSizerLabel").textContent = "每页行数：";
      this.tableFilterField.placeholder = "筛选结果";
      this.tableFilterField.setAttribute("aria-label", "筛选结果");
    }
  }
  class ZerenResponse extends Yasr.plugins.response {
    label = zerenSaid("原文", "Response");
  }
  Yasr.registerPlugin("table", ZerenTable);
  Yasr.registerPlugin("response", ZerenResponse);
  Yasr.registerPlugin("chart", ZerenChart);
  Yasr.registerPlugin("network", ZerenNetwork);

  const first = "SELECT ?task ?title ?unitName {\n  ?task a zr:Task ; dcterms:title ?title ; zr:leadUnit ?unit .\n  ?unit skos:prefLabel ?unitName .\n} LIMIT 20\n";
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    tabName: zerenSaid("查询", "Query"),
    persistenceId: "zeren",
    endpointCatalogueOptions: { getData: () => [] },
    corsProxy: undefined,
    yasqe: { ...Yasqe.defaults, value: first, prefixCcApi: null, autocompleters: ["prefixes", "variables", "class", "property"] },
    yasr: { ...Yasr.defaults, pluginOrder: ["table", "chart", "network", "response"], prefixes: told.prefixes },
  });

  const select = document.getElementById("example");
  select.addEventListener("change", () => {
    if (!select.value) return;
    const name = select.selectedOptions[0].textContent;
    const tab = yasgui.addTab(true, { name: Array.from(name).slice(0, 12).join("") });
    tab.setQuery(told.queries[select.value]);
    tab.query();
    select.value = "";
  });
});
