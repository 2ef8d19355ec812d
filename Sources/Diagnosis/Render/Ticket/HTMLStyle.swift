/// How the page looks: on a screen by day and by night, and on paper.
enum HTMLStyle {
    static let sheet = """
        :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --page: #fff; --box: #f6f8fa;
          --ok: #1a7f37; --warning: #9a6700; --critical: #cf222e; --unknown: #6639ba; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --page: #0d1117;
          --box: #151b23; --ok: #3fb950; --warning: #d29922; --critical: #f85149; --unknown: #ab7df8; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
        header { border-left: .5rem solid var(--soft); padding: .25rem 0 .25rem 1rem; margin-bottom: 2rem; }
        header.ok { border-color: var(--ok); } header.warning { border-color: var(--warning); }
        header.critical { border-color: var(--critical); } header.unknown { border-color: var(--unknown); }
        .verdict { margin: 0; font-weight: 700; letter-spacing: .08em; }
        .ok .verdict { color: var(--ok); } .warning .verdict { color: var(--warning); }
        .critical .verdict { color: var(--critical); } .unknown .verdict { color: var(--unknown); }
        h1 { font-size: 1.4rem; line-height: 1.35; margin: .25rem 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        h3 { font-size: .8rem; margin: 1rem 0 .1rem; color: var(--soft); text-transform: uppercase; letter-spacing: .04em; }
        h3.title { color: var(--ink); font-size: 1rem; text-transform: none; letter-spacing: 0; }
        p, ol, ul { margin: 0 0 .5rem; overflow-wrap: anywhere; } ol, ul { padding-left: 1.4rem; }
        .asked, .id, .count, footer { color: var(--soft); }
        .cause { border: 1px solid var(--line); border-radius: .5rem; padding: 0 1.25rem .75rem; margin-bottom: 1rem; }
        .cause h2 { margin-top: 1rem; } .id { font-family: ui-monospace, monospace; font-size: .85rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line);
          overflow-wrap: anywhere; }
        th { color: var(--soft); font-weight: 500; white-space: nowrap; }
        td { font-variant-numeric: tabular-nums; }
        details { border-top: 1px solid var(--line); } details table { margin: 0 0 1rem 5.5rem; width: auto; font-size: .85rem; }
        summary { display: flex; gap: .75rem; padding: .35rem 0; cursor: pointer; }
        summary b { flex: 0 0 4.75rem; font-size: .85rem; } summary span { flex: 1; overflow-wrap: anywhere; }
        summary i { color: var(--soft); font-style: normal; white-space: nowrap; }
        b.pass { color: var(--ok); } b.warn { color: var(--warning); } b.fail { color: var(--critical); }
        b.skip { color: var(--soft); } b.unknown { color: var(--unknown); }
        pre { background: var(--box); border: 1px solid var(--line); border-radius: .375rem; padding: .75rem; margin: 0;
          font: 12px/1.45 ui-monospace, monospace; overflow-x: auto; }
        code { font: .9em ui-monospace, monospace; background: var(--box); border-radius: .25rem; padding: .1em .3em; }
        article h3 { text-transform: none; letter-spacing: 0; font-family: ui-monospace, monospace; }
        footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: .75rem;
          font-family: ui-monospace, monospace; font-size: .85rem; }
        @page { size: A4; margin: 15mm; }
        @media print { :root { --ink: #000; --soft: #444; --line: #bbb; --page: #fff; --box: #fff; } body { font-size: 10pt; }
          main { max-width: none; padding: 0; } h2, h3, summary { break-after: avoid; } article, .cause { break-inside: avoid-page; }
          pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 7pt; } details::details-content {
          content-visibility: visible; } }
        """
}
