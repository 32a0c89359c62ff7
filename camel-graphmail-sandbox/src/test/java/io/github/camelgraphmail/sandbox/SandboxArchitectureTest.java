package io.github.camelgraphmail.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.camelgraphmail.sandbox", importOptions = ImportOption.DoNotIncludeTests.class)
class SandboxArchitectureTest {

    private static final String ROOT = "io.github.camelgraphmail.sandbox";

    @ArchTest
    static final ArchRule theRulesOfEntraAndGraphKnowNoHttp = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".core", ROOT + ".entra", ROOT + ".graph")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "com.fasterxml..", "freemarker..", ROOT + ".wire..", ROOT + ".page..");

    @ArchTest
    static final ArchRule theCoreKnowsNobody = noClasses()
            .that()
            .resideInAPackage(ROOT + ".core")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".entra..", ROOT + ".graph..", ROOT + ".cli..", ROOT + ".tls..");

    @ArchTest
    static final ArchRule thePageKnowsNothingOfTheWire = noClasses()
            .that()
            .resideInAPackage(ROOT + ".page..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".wire..", ROOT + ".entra..", ROOT + ".graph..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingIsSharedWithTheComponent = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.camelgraphmail.graph..",
                    "io.github.camelgraphmail.auth..",
                    "io.github.camelgraphmail.mail..",
                    "io.github.camelgraphmail.delivery..");
}
