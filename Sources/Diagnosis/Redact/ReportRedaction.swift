extension Report {
    /// The report with masks in the place of secrets. Words of sipdiag's own (ids, outcomes, the way through a playbook)
    /// stay: a masked report is judged again like the first one.
    package func masked(_ redactor: inout Redactor) -> Report {
        // Twice: what is found out late (a number in an answer) may stand early too.
        _ = filled(&redactor)
        return filled(&redactor)
    }

    /// The same, where nothing else is masked with it.
    package func masked(by redactor: Redactor) -> Report {
        var redactor = redactor
        return masked(&redactor)
    }

    private func filled(_ redactor: inout Redactor) -> Report {
        var report = self
        report.target = target.map { redactor.masked(target: $0) }
        report.messages = messages.map { $0.masked(&redactor) }
        report.findings = findings.map { $0.masked(&redactor) }
        report.summary = redactor.masked(summary)
        report.outcome?.reason = outcome?.reason.map { redactor.masked($0) }
        report.outcome?.remote = outcome?.remote.map { redactor.masked($0) }
        report.causes = causes.map { $0.masked(&redactor) }
        report.path = path.map { step in
            var step = step
            step.result = redactor.masked(step.result)
            return step
        }
        report.openQuestions = openQuestions.map { $0.masked(&redactor) }
        return report
    }
}

extension ReportedCause {
    fileprivate func masked(_ redactor: inout Redactor) -> ReportedCause {
        var cause = self
        cause.title = redactor.masked(title)
        cause.because = redactor.masked(because)
        cause.explanation = redactor.masked(explanation)
        cause.fix = fix.map { redactor.masked($0) }
        cause.verify = verify.map { redactor.masked($0) }
        return cause
    }
}

extension OpenQuestion {
    package func masked(_ redactor: inout Redactor) -> OpenQuestion {
        var open = self
        open.question = redactor.masked(question)
        open.choices = choices.map { Choice($0.id, redactor.masked($0.text)) }
        return open
    }
}

extension Finding {
    package func masked(_ redactor: inout Redactor) -> Finding {
        var finding = self
        finding.title = redactor.masked(title)
        finding.facts = facts.mapValues { value in
            switch value {
            case .text(let text): .text(redactor.masked(text))
            case .list(let texts): .list(texts.map { redactor.masked($0) })
            case .number, .flag: value
            }
        }
        return finding
    }
}

extension RecordedMessage {
    package func masked(_ redactor: inout Redactor) -> RecordedMessage {
        var message = self
        message.local = redactor.masked(local)
        message.remote = redactor.masked(remote)
        message.startLine = redactor.masked(startLine)
        switch content {
        case .text(let text): message.content = .text(redactor.masked(text))
        case .bytes(let bytes): message.content = .bytes(redactor.masked(bytes))
        }
        return message
    }
}

extension Reports {
    /// The same secret has the same mask in all of them.
    package func masked(by redactor: Redactor) -> Reports {
        var redactor = redactor
        // Twice, as for one report; a user without `sip:` is known by the target alone.
        _ = filled(&redactor)
        return filled(&redactor)
    }

    private func filled(_ redactor: inout Redactor) -> Reports {
        var reports = self
        reports.entries = entries.map { entry in
            var entry = entry
            entry.subject = entry.subject.map { redactor.masked(target: $0) }
            entry.report = entry.report?.masked(&redactor)
            entry.name = redactor.masked(target: entry.name)
            if let line = entry.earlier?.line { entry.earlier?.line = redactor.masked(line) }
            return entry
        }
        return reports
    }
}
