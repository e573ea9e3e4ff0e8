/// The looks of `report.html`: light, dark and on paper, without anything from outside of the file.
let reportStyle = """
    :root {
      color-scheme: light dark;
      --paper: #f7f6f3; --card: #ffffff; --ink: #1b1d22; --soft: #5c606b; --line: #e2dfd8; --faint: #f0eee9;
      --good: #0b7a4b; --good-soft: #dff3e8; --bad: #b3261e; --bad-soft: #fbe4e1; --off: #8b8f99;
      --authentication: #4a5fd0; --association: #8a55c8; --eap: #d27f1f; --radius: #a35a06; --four_way: #0f8a60;
      --leaving: #8b8f99; --data: #1f84ab; --between: #d6d3cb;
      --mono: ui-monospace, "SF Mono", "JetBrains Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #101216; --card: #181b21; --ink: #e9e7e2; --soft: #a0a5b0; --line: #2a2e37; --faint: #1f232b;
        --good: #4fd39a; --good-soft: #12352a; --bad: #ff8f85; --bad-soft: #43201d; --off: #757b88;
        --authentication: #8c9bff; --association: #c39af2; --eap: #f0a54a; --radius: #c97a22; --four_way: #45c795;
        --leaving: #7f8592; --data: #58b7dc; --between: #3a3f49;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
      font-variant-numeric: tabular-nums; print-color-adjust: exact; -webkit-print-color-adjust: exact;
    }
    main, header, footer { max-width: 1180px; margin: 0 auto; padding: 0 28px; }
    header { padding-top: 44px; }
    h1 { font-size: 34px; line-height: 1.15; letter-spacing: -0.02em; font-weight: 680; margin: 6px 0 10px; }
    h2 { font-size: 22px; line-height: 1.25; letter-spacing: -0.01em; font-weight: 660; margin: 0 0 4px; }
    h3 { font-size: 15px; font-weight: 640; margin: 26px 0 8px; }
    p { margin: 6px 0; max-width: 78ch; }
    a { color: inherit; }
    code, .mono { font-family: var(--mono); font-size: 0.9em; }
    .eyebrow { font: 600 13px var(--mono); color: var(--soft); letter-spacing: 0.02em; }
    .lead { font-size: 19px; line-height: 1.45; }
    .soft { color: var(--soft); }
    .small { font-size: 14px; }
    section { margin: 40px 0 0; }
    .panel { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 22px 24px; }
    .verdicts { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: 16px; }
    .verdict { display: flex; flex-direction: column; padding: 18px 20px 16px; border-top: 4px solid var(--good); }
    .verdict.bad { border-top-color: var(--bad); }
    .verdict a { text-decoration: none; }
    .verdict a:hover h2 { text-decoration: underline; }
    .verdict h2 { font: 650 18px var(--mono); letter-spacing: -0.02em; margin: 0; white-space: nowrap; }
    .top { display: flex; justify-content: space-between; align-items: baseline; gap: 8px; }
    .badge {
      font-size: 12.5px; font-weight: 640; padding: 1px 9px 2px; border-radius: 99px; white-space: nowrap;
      background: var(--good-soft); color: var(--good);
    }
    .badge.bad { background: var(--bad-soft); color: var(--bad); }
    .switches { list-style: none; margin: 12px 0 14px; padding: 0; font-size: 14px; }
    .switches li { display: flex; align-items: center; gap: 9px; margin: 5px 0; }
    .switch { width: 28px; height: 16px; border-radius: 9px; background: var(--off); position: relative; flex: none; }
    .switch::after {
      content: ""; position: absolute; left: 2px; top: 2px; width: 12px; height: 12px; border-radius: 50%;
      background: var(--card);
    }
    .switch.on { background: var(--good); }
    .switch.on::after { left: 14px; }
    .big { font-size: 38px; line-height: 1; font-weight: 690; letter-spacing: -0.03em; }
    .big small { font-size: 17px; font-weight: 560; letter-spacing: 0; color: var(--soft); }
    .kind { font-weight: 620; margin: 10px 0 8px; line-height: 1.35; }
    dl.facts { display: grid; grid-template-columns: auto 1fr; gap: 3px 12px; margin: auto 0 0; font-size: 14px; }
    dl.facts dt { color: var(--soft); }
    dl.facts dd { margin: 0; text-align: right; }
    .wide dl.facts { grid-template-columns: max-content 1fr; margin: 10px 0 0; }
    .wide dl.facts dd { text-align: left; overflow-wrap: anywhere; }
    .alert { background: var(--bad-soft); color: var(--bad); border-radius: 8px; padding: 7px 11px; font-size: 14px; }
    .why { border-left: 4px solid var(--line); padding: 2px 0 2px 14px; margin: 14px 0; font-size: 17px; }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 13.5px; margin: 10px 0 12px; padding: 0;
      list-style: none; color: var(--soft); }
    .legend li { display: flex; align-items: center; gap: 7px; }
    .legend i { width: 12px; height: 12px; border-radius: 3px; display: inline-block; }
    .scroll { overflow-x: auto; }
    figure { margin: 0; }
    svg { display: block; width: 100%; height: auto; font-family: inherit; }
    svg.ladder { min-width: 860px; }
    svg text { fill: var(--ink); font-size: 12.5px; }
    svg .mono { font-family: var(--mono); font-size: 11px; }
    svg .soft { fill: var(--soft); }
    svg .bold { font-weight: 650; }
    svg .halo { paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
    svg .onbar { fill: var(--card); font-weight: 620; }
    svg .life { stroke: var(--line); stroke-width: 2; }
    svg .head { fill: var(--faint); stroke: var(--line); }
    svg .stripe { fill: var(--faint); opacity: 0.55; }
    svg line.arrow { stroke-width: 1.7; }
    svg line.retry { stroke-dasharray: 5 4; }
    .f-authentication { fill: var(--authentication); background: var(--authentication); }
    .f-association { fill: var(--association); background: var(--association); }
    .f-eap { fill: var(--eap); background: var(--eap); }
    .f-radius { fill: var(--radius); background: var(--radius); }
    .f-four_way { fill: var(--four_way); background: var(--four_way); }
    .f-leaving { fill: var(--leaving); background: var(--leaving); }
    .f-data { fill: var(--data); background: var(--data); }
    .f-between { fill: var(--between); background: var(--between); }
    .s-authentication { stroke: var(--authentication); } .s-association { stroke: var(--association); }
    .s-eap { stroke: var(--eap); } .s-radius { stroke: var(--radius); } .s-four_way { stroke: var(--four_way); }
    .s-leaving { stroke: var(--leaving); } .s-data { stroke: var(--data); }
    .k-fast { fill: var(--good); background: var(--good); }
    .k-slow { fill: var(--eap); background: var(--eap); }
    .k-failed { fill: var(--bad); background: var(--bad); }
    .k-other { fill: var(--off); background: var(--off); }
    .share { display: flex; height: 12px; border-radius: 99px; overflow: hidden; margin: 10px 0 12px; gap: 2px; }
    .share i { display: block; min-width: 3px; }
    svg .axis { stroke: var(--line); }
    svg .dot { opacity: 0.75; }
    table { border-collapse: collapse; width: 100%; font-size: 14.5px; }
    th { text-align: left; font-weight: 620; color: var(--soft); font-size: 13px; }
    th, td { padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
    tr:last-child td { border-bottom: 0; }
    td.number, th.number { text-align: right; white-space: nowrap; }
    .yes { color: var(--good); font-weight: 620; } .no { color: var(--bad); font-weight: 620; }
    details { margin-top: 12px; }
    summary { cursor: pointer; font-size: 14.5px; color: var(--soft); padding: 4px 0; }
    summary b { color: var(--ink); font-weight: 620; }
    summary:focus-visible, a:focus-visible { outline: 2px solid var(--authentication); outline-offset: 3px; }
    footer { margin-top: 44px; padding-bottom: 48px; font-size: 14px; color: var(--soft); }
    .skip { position: absolute; left: -9999px; } .skip:focus { left: 12px; top: 12px; }
    @media print {
      :root { --paper: #fff; }
      body { font-size: 12px; }
      main, header, footer { max-width: none; padding: 0; }
      .panel { break-inside: auto; border-color: #ccc; }
      .verdicts { grid-template-columns: repeat(4, 1fr); }
      .verdict, .why, tr { break-inside: avoid; }
      .scroll { overflow: visible; } svg.ladder { min-width: 0; }
      .scenario { break-before: page; }
      details:not([open]) { display: none; }
    }
    """
