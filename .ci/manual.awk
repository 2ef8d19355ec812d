# The argument parser's manual pages as mdoc(7) wants them: a command's own description has examples, which stay as they are
# written, and empty lines between paragraphs; each sentence has a line of its own; the exit codes are sipdiag's.

function literal(wanted) {
    if (wanted != isLiteral) print wanted ? ".Bd -literal" : ".Ed"
    isLiteral = wanted
}

/^\.Sh/ { isDescription = /DESCRIPTION/ }
/^(\.Pp)?$/ { gap = 1; next }
/^\.Ex/ { $0 = "0 ok, 1 warning, 2 critical, 3 unknown, 64 bad usage, 130 interrupted." }
{
    isExample = isDescription && /^(sipdiag |  )/
    # Between examples an empty line is one; before a list or a block there is space anyway.
    if (gap && isExample && isLiteral) print ""
    literal(isExample)
    if (gap && !isExample && !/^\./) print ".Pp"
    gap = 0
    if (!isExample && !/^\./) while (match($0, /[.] +[A-Z]/)) {
        print substr($0, 1, RSTART)
        $0 = substr($0, RSTART + RLENGTH - 1)
    }
    print
}
