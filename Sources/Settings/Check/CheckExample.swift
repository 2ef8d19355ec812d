extension CheckPlan {
    /// A file to begin with: `sipdiag check --example`.
    package static let example = """
        # What `sipdiag check FILE` probes, how often at most, and what it accepts.
        # The nearest word counts: defaults, then the provider, then the target, then
        # one probe of the target. `sipdiag check --validate FILE` sends nothing.
        schema: sipdiag/check/1

        defaults:
          every: 60s                # not oftener, however often cron runs it; 15s to 168h
          timeout: 5s
          probe: [options]          # options register invite dns tls nat status
          rtt: {warning: 500ms, critical: 2s}
          certificate_days: {warning: 21, critical: 7}

        providers:
          acme:
            # The keys of a profile: proxy resolver stun status_url from auth_user
            # password_file ca_file transport canary; and the shared options.
            status_url: [https://status.acme.example]
            expect: 200-299,401     # other answers are a warning
            targets:
              - sip.acme.example
              - name: acme-login
                target: sip:1000@sip.acme.example
                auth_user: "1000"
                password_file: secrets/acme   # its first line; nobody else may read it
                probe:
                  register: {every: 5m}
                  options: {loss: {warning: 1%, critical: 5%}}
              - name: acme-call
                target: sip:echo@sip.acme.example
                probe: [invite]
                allow_call: true    # a phone may ring: said for each target by itself
                every: 1h
              - name: acme-status
                probe: [status]     # the page is the provider's: an entry without a target

        targets:
          - name: pbx
            target: sip:pbx.example.com;transport=tls
            probe: [options, tls, dns]
            ca_file: pbx-ca.pem
            expect_dns: [192.0.2.10, 192.0.2.11]
          - name: our-nat
            probe: [nat]
            stun: [stun.example.com, stun.example.net]
            expect_nat: [no_nat, endpoint_independent]

        """
}
