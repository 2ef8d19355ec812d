extension ExporterPlan {
    /// A file to begin with: `sipdiag exporter --example`.
    package static let example = """
        # What `sipdiag exporter FILE` may be asked for: /probe?module=NAME&target=TARGET.
        # `sipdiag exporter --validate FILE` sends nothing.
        schema: sipdiag/exporter/1

        defaults:
          every: 15s                # asked oftener, the last result is given again
          timeout: 3s

        # Whom modules may ask, and nobody else: a target as it is written here; HOST or
        # HOST:PORT below a name; addresses in a network.
        targets:
          - sip.acme.example
          - "*.pbx.example.net"
          - 192.0.2.0/28

        modules:
          options: {probe: options}
          options_tls: {probe: options, transport: tls}
          certificate:
            probe: tls
            every: 1h
            certificate_days: {warning: 21, critical: 7}
          login:
            probe: register
            auth_user: "1000"
            password_file: secrets/acme   # its first line; nobody else may read it
            targets: [sip:1000@sip.acme.example]
          acme_status:              # asked without a target
            probe: status
            status_url: [https://status.acme.example]
            every: 5m

        """
}
