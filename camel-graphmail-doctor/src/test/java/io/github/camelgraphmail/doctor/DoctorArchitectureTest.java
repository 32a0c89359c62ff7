package io.github.camelgraphmail.doctor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.camelgraphmail.doctor", importOptions = ImportOption.DoNotIncludeTests.class)
class DoctorArchitectureTest {

    private static final String ROOT = "io.github.camelgraphmail.doctor";

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", ROOT + ".cli..");

    @ArchTest
    static final ArchRule itMakesNoRequestsOfItsOwn = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net.http..",
                    "org.apache.hc..",
                    "com.microsoft..",
                    "io.github.camelgraphmail.http..",
                    "io.github.camelgraphmail.graph..",
                    "io.github.camelgraphmail.delivery..");
}
