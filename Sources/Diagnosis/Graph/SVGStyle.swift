/// How a tree's picture looks; on paper it fills the page.
enum SVGStyle {
    static let sheet = """
        text { font-family: "Liberation Sans", Arial, Helvetica, sans-serif; fill: #1b1f24; text-anchor: middle }
        .word { font-size: 11px; font-weight: bold; letter-spacing: 0.5px; fill: #4a5560 }
        .title { font-size: 13px }
        .note, .label { font-size: 11px; fill: #3a4550 }
        .headline { font-size: 18px; font-weight: bold; text-anchor: start }
        .occasion { font-size: 13px; text-anchor: start; fill: #4a5560 }
        .paper, .behind { fill: #ffffff }
        .box rect, .box polygon, .box path { stroke: #4a5560; stroke-width: 1.2; fill: #ffffff }
        .test rect { fill: #e9f2fb }
        .ask polygon { fill: #fdf6dc }
        .check polygon { fill: #f4f5f6 }
        .include rect { fill: #efebf8 }
        .exit rect { fill: #f4f5f6 }
        .conclude rect { fill: #eaf6ec; stroke-width: 2.4 }
        .arrow { fill: none; stroke: #4a5560; stroke-width: 1.3 }
        .else { stroke-dasharray: 5 4 }
        marker path { fill: #4a5560 }
        @media print { svg { width: 100%; height: 100% } }
        """
}
