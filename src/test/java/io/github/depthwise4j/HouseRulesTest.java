package io.github.depthwise4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** The floors of the house, and what may cross them. */
@AnalyzeClasses(packages = "io.github.depthwise4j", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final String HOUSE = "io.github.depthwise4j";
    /** From the ground to the top; a package may use the packages before it. */
    private static final String[] FLOORS = {
        HOUSE + ".errors",
        HOUSE + ".settings",
        HOUSE + ".events",
        HOUSE + ".files",
        HOUSE + ".pictures",
        HOUSE + ".loading",
        HOUSE + ".natives",
        HOUSE + ".memory",
        HOUSE + ".tensor",
        HOUSE + ".numpy",
        HOUSE + ".problem",
        HOUSE + ".problem.layer",
        HOUSE + ".reference",
        HOUSE + ".reference.layer",
        HOUSE + ".onednn.kernel",
        HOUSE + ".onednn.functions",
        HOUSE + ".onednn",
        HOUSE + ".plan.base",
        HOUSE + ".plan.margin",
        HOUSE + ".plan.form",
        HOUSE + ".plan.parallel",
        HOUSE + ".plan.heap",
        HOUSE + ".plan.strategy",
        HOUSE + ".plan.cpu",
        HOUSE + ".plan.choice",
        HOUSE + ".plan.separable",
        HOUSE + ".plan",
        HOUSE + ".operation.shared",
        HOUSE + ".operation",
        HOUSE,
        HOUSE + ".network.graph",
        HOUSE + ".network.tflite",
        HOUSE + ".network.plan",
        HOUSE + ".network",
        HOUSE + ".metrics",
        HOUSE + ".cli.io",
        HOUSE + ".cli.options",
        HOUSE + ".cli.pictures",
        HOUSE + ".cli.network",
        HOUSE + ".cli"
    };

    @ArchTest
    static final ArchRule importsGoDownOnly = floors();

    @ArchTest
    static final ArchRule thereAreNoCircles =
            slices().matching(HOUSE + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyOneRoomKnowsOneDnn = noClasses()
            .that()
            .resideOutsideOfPackages(HOUSE + ".onednn", HOUSE + ".onednn.functions")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco.dnnl..");

    @ArchTest
    static final ArchRule onlyThreeRoomsKnowJavaCpp = noClasses()
            .that()
            .resideOutsideOfPackages(
                    HOUSE + ".onednn", HOUSE + ".onednn.functions", HOUSE + ".natives", HOUSE + ".loading")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule nothingOutsideOneDnnSeesItsTypes = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(namesNoTypeOf("org.bytedeco"));

    @ArchTest
    static final ArchRule theOracleKnowsNoNativeCode = noClasses()
            .that()
            .resideInAnyPackage(HOUSE + ".reference..", HOUSE + ".problem..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOUSE + ".onednn", HOUSE + ".memory", HOUSE + ".loading");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + ".cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..");

    @ArchTest
    static final ArchRule onlyOneRoomKnowsMicrometer = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + ".metrics")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..");

    @ArchTest
    static final ArchRule onlyTwoRoomsKnowPictures = noClasses()
            .that()
            .resideOutsideOfPackages(HOUSE + ".cli..", HOUSE + ".pictures")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.imageio..");

    @ArchTest
    static final ArchRule publicSignaturesNameExportedTypesOnly = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    HOUSE,
                    HOUSE + ".errors",
                    HOUSE + ".metrics",
                    HOUSE + ".network",
                    HOUSE + ".numpy",
                    HOUSE + ".pictures",
                    HOUSE + ".tensor",
                    HOUSE + ".problem",
                    HOUSE + ".reference")
            .should(nameExportedTypesOnly());

    @ArchTest
    static final ArchRule nothingPrintsByItself = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + ".cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule exceptionsUsersCatchArePublic = classes()
            .that()
            .areAssignableTo(RuntimeException.class)
            .and()
            .resideOutsideOfPackage(HOUSE + ".cli..")
            .should()
            .bePublic()
            .andShould()
            .resideInAnyPackage(HOUSE + ".errors", HOUSE + ".problem");

    private static ArchRule floors() {
        var architecture = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String floor : FLOORS) {
            architecture = architecture.layer(floor).definedBy(floor);
        }
        for (int i = 0; i < FLOORS.length; i++) {
            String[] above = Stream.of(FLOORS).skip(i + 1L).toArray(String[]::new);
            architecture = above.length == 0
                    ? architecture.whereLayer(FLOORS[i]).mayNotBeAccessedByAnyLayer()
                    : architecture.whereLayer(FLOORS[i]).mayOnlyBeAccessedByLayers(above);
        }
        return architecture.ensureAllClassesAreContainedInArchitecture();
    }

    private static ArchCondition<JavaMethod> nameExportedTypesOnly() {
        return namesOnly(DescribedPredicate.describe(
                "exported types",
                type -> !type.getPackageName().startsWith(HOUSE)
                                && !type.getPackageName().startsWith("org.bytedeco")
                        || Stream.of(
                                        HOUSE,
                                        HOUSE + ".errors",
                                        HOUSE + ".metrics",
                                        HOUSE + ".network",
                                        HOUSE + ".numpy",
                                        HOUSE + ".pictures",
                                        HOUSE + ".tensor",
                                        HOUSE + ".problem",
                                        HOUSE + ".reference")
                                .anyMatch(type.getPackageName()::equals)));
    }

    private static ArchCondition<JavaMethod> namesNoTypeOf(String packages) {
        return namesOnly(DescribedPredicate.describe(
                "types outside " + packages, type -> !type.getPackageName().startsWith(packages)));
    }

    private static ArchCondition<JavaMethod> namesOnly(DescribedPredicate<JavaClass> allowed) {
        return new ArchCondition<>("name only " + allowed.getDescription()) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> !allowed.test(type))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " names " + type.getFullName())));
            }
        };
    }
}
