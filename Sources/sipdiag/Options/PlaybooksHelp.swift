import ArgumentParser

extension ArgumentHelp {
    /// Of `--playbooks`, wherever it is taken: see `Knowledge.load`.
    static let playbooks = ArgumentHelp(
        "Playbooks that extend or replace the built-in ones. Faults in them are refused, but for those of their "
            + "fixtures (PB090 to PB092).", valueName: "dir")
}
