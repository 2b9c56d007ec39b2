// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Holds the walls of ARCHITECTURE.md. No frozen violations: a wall that stands wrong is moved there first. */
@AnalyzeClasses(packages = "io.fairlead", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final List<String> STAGES = List.of("ingest", "enrich", "detect", "sink");

    @ArchTest
    static final ArchRule schemasImportsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("io.fairlead.schemas..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.fairlead..").and(not(resideInAPackage("io.fairlead.schemas.."))));

    @ArchTest
    static void noStageImportsAnother(JavaClasses classes) {
        for (String stage : STAGES) {
            String[] others = STAGES.stream()
                    .filter(other -> !other.equals(stage))
                    .map(other -> "io.fairlead." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.fairlead." + stage + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(others)
                            .or(resideInAnyPackage(
                                    "io.fairlead.app..", "io.fairlead.embedded..", "io.fairlead.rules..")))
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule onlyTheJobImportsFlink = noClasses()
            .that()
            .resideOutsideOfPackage("io.fairlead.detect.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule onlyTheTopologyImportsKafkaStreams = noClasses()
            .that()
            .resideOutsideOfPackage("io.fairlead.enrich.topology..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule rulesFlowFromFrontEndsToMatching = noClasses()
            .that()
            .resideInAPackage("io.fairlead.detect.rule..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fairlead.detect.sigma..",
                    "io.fairlead.detect.falco..",
                    "io.fairlead.detect.match..",
                    "io.fairlead.detect.correlate..",
                    "io.fairlead.detect.job..");

    @ArchTest
    static final ArchRule matchingKnowsNoFrontEnd = noClasses()
            .that()
            .resideInAnyPackage("io.fairlead.detect.match..", "io.fairlead.detect.correlate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fairlead.detect.sigma..", "io.fairlead.detect.falco..", "io.fairlead.detect.job..");

    @ArchTest
    static final ArchRule onlyTheCommandLineWritesToTheTerminal = noClasses()
            .that()
            .resideOutsideOfPackage("io.fairlead.app..")
            .and()
            .resideOutsideOfPackage("io.fairlead.embedded.node..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule nobodyPrintsStackTraces = noClasses().should().callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule charsetsAreNamed = noClasses()
            .should()
            .callMethod(String.class, "getBytes")
            .orShould()
            .callConstructor(String.class, byte[].class)
            .orShould()
            .callConstructor(java.io.InputStreamReader.class, java.io.InputStream.class)
            .orShould()
            .callConstructor(java.io.OutputStreamWriter.class, java.io.OutputStream.class);

    @ArchTest
    static final ArchRule localesAreNamed = noClasses()
            .should()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase");

    @ArchTest
    static final ArchRule oneWayOfLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .that()
            .resideInAPackage("io.fairlead..")
            .and()
            .resideOutsideOfPackage("io.fairlead.schemas.record..")
            .should(new BeNullMarked());
}
