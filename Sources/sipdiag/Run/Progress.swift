import Diagnosis
import Net
import Probes

/// What is going on while measurements run, on standard error. A terminal shows the running test in a line that is drawn
/// anew, and each finished one in a line that stays; a terminal that cannot take a line back, or a screen reader's
/// (`TERM=dumb`), shows the finished ones alone. Anything else gets nothing, or with `-v` a line a test. With `--redact`
/// nothing is said: only the whole report is masked the same all over.
@NetActor
final class Progress {
    private enum Manner {
        case silent, lines, drawn
    }

    private let manner: Manner
    private let width: Int
    private let started: Instant
    private let time: any TimeSource
    private var board = ProgressBoard(ProbeRegistry.catalogue)
    private var drawing: Task<Void, Never>?
    private var isDrawn = false

    private static let frameMs = 200

    init(of context: ProbeContext, _ output: OutputOptions) {
        let stream = StandardStream.error
        manner =
            output.quiet || output.redactor != nil
            ? .silent : stream.understandsEscapes ? .drawn : stream.isTerminal || output.verbose ? .lines : .silent
        width = min(Terminal.width ?? 80, 100)
        time = context.network.time
        started = context.started
        guard manner != .silent else { return }
        context.watch { [weak self] in self?.heed($0) }
        if manner == .drawn { drawing = Task { @NetActor [weak self] in await self?.keepDrawing() } }
    }

    private func heed(_ event: Event) {
        switch event {
        case .stepStarted(_, let request): board.begin(request, atMs: elapsedMs)
        case .stepFinished(let finding):
            let request = TestRequest(test: finding.test, parameters: finding.parameters)
            guard let lines = board.end(request, finding, atMs: elapsedMs, width: width) else { return }
            erase()
            for line in lines { Output.write("\(line)\n", to: .error) }
            draw()
        default: break
        }
    }

    private func keepDrawing() async {
        while !Task.isCancelled {
            await time.sleep(until: time.now.adding(milliseconds: Self.frameMs))
            erase()
            draw()
        }
    }

    private func draw() {
        guard manner == .drawn, !Task.isCancelled, let line = board.status(atMs: elapsedMs, width: width) else {
            return
        }
        Output.write(line, to: .error)
        isDrawn = true
    }

    private func erase() {
        if isDrawn { Output.write("\r\u{1B}[2K", to: .error) }
        isDrawn = false
    }

    private var elapsedMs: Int { Int(time.now.milliseconds(since: started)) }

    /// Takes the line away, and says no more.
    func end() {
        drawing?.cancel()
        erase()
    }
}

extension StandardStream {
    /// A terminal that draws colours and takes a line back.
    var understandsEscapes: Bool {
        isTerminal && !["", "dumb"].contains(Environment.value("TERM") ?? "")
    }
}
