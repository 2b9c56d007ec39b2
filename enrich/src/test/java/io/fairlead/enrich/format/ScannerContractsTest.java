// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.FormatContract;
import io.fairlead.testkit.Outcome;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** What every format keeps to, for every scanner's reports. */
final class ScannerContractsTest {
    private abstract static class Contract extends FormatContract {
        private final String format;

        Contract(String format) {
            this.format = format;
        }

        @Override
        protected Outcome parse(RawLog raw) {
            return TestNormalizer.outcome(raw);
        }

        @Override
        protected String formatName() {
            return format;
        }

        @Override
        protected List<byte[]> samples() {
            return Samples.of(format);
        }
    }

    @Nested
    final class Anchore extends Contract {
        Anchore() {
            super("anchore");
        }
    }

    @Nested
    final class Anchorectl extends Contract {
        Anchorectl() {
            super("anchorectl");
        }
    }

    @Nested
    final class Aqua extends Contract {
        Aqua() {
            super("aqua");
        }
    }

    @Nested
    final class Clair extends Contract {
        Clair() {
            super("clair");
        }
    }

    @Nested
    final class CycloneDx extends Contract {
        CycloneDx() {
            super("cyclonedx");
        }
    }

    @Nested
    final class GitlabScan extends Contract {
        GitlabScan() {
            super("gitlab_scan");
        }
    }

    @Nested
    final class Gitleaks extends Contract {
        Gitleaks() {
            super("gitleaks");
        }
    }

    @Nested
    final class Grype extends Contract {
        Grype() {
            super("grype");
        }
    }

    @Nested
    final class Hadolint extends Contract {
        Hadolint() {
            super("hadolint");
        }
    }

    @Nested
    final class HarborVulnerability extends Contract {
        HarborVulnerability() {
            super("harbor_vulnerability");
        }
    }

    @Nested
    final class JfrogXray extends Contract {
        JfrogXray() {
            super("jfrog_xray");
        }
    }

    @Nested
    final class KubeHunter extends Contract {
        KubeHunter() {
            super("kube_hunter");
        }
    }

    @Nested
    final class KubeLinter extends Contract {
        KubeLinter() {
            super("kube_linter");
        }
    }

    @Nested
    final class Neuvector extends Contract {
        Neuvector() {
            super("neuvector");
        }
    }

    @Nested
    final class Popeye extends Contract {
        Popeye() {
            super("popeye");
        }
    }

    @Nested
    final class PrismaCloud extends Contract {
        PrismaCloud() {
            super("prisma_cloud");
        }
    }

    @Nested
    final class Sarif extends Contract {
        Sarif() {
            super("sarif");
        }
    }

    @Nested
    final class Snyk extends Contract {
        Snyk() {
            super("snyk");
        }
    }

    @Nested
    final class Spdx extends Contract {
        Spdx() {
            super("spdx");
        }
    }

    @Nested
    final class SysdigVulnerability extends Contract {
        SysdigVulnerability() {
            super("sysdig_vulnerability");
        }
    }

    @Nested
    final class Trivy extends Contract {
        Trivy() {
            super("trivy");
        }
    }

    @Nested
    final class TrivyOperator extends Contract {
        TrivyOperator() {
            super("trivy_operator");
        }
    }
}
