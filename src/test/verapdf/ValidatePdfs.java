import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Validates the PDFs of a folder against PDF/A-2a and PDF/UA-1 with veraPDF. Prints a line for each failed rule of each
 * file. Fails if a rule fails, if a file cannot be read, or if the folder contains no PDF.
 */
public final class ValidatePdfs {

    private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1);

    private ValidatePdfs() {}

    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        List<Path> files;
        try (Stream<Path> found = Files.list(Path.of(arguments[0]))) {
            files = found.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
        }
        int invalid = 0;
        for (Path file : files) {
            Set<String> failures = new TreeSet<>();
            for (PDFAFlavour standard : STANDARDS) {
                failures.addAll(failures(file, standard));
            }
            failures.forEach(failure -> System.out.println(file.getFileName() + ": " + failure));
            invalid += failures.isEmpty() ? 0 : 1;
        }
        System.out.println(files.size() + " PDFs validated against PDF/A-2a and PDF/UA-1, " + invalid + " invalid");
        System.exit(files.isEmpty() || invalid > 0 ? 1 : 0);
    }

    private static Set<String> failures(Path file, PDFAFlavour standard) {
        Set<String> failures = new TreeSet<>();
        try (InputStream content = Files.newInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(content, standard)) {
            ValidationResult result =
                    Foundries.defaultInstance().createValidator(standard, false).validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    RuleId rule = assertion.getRuleId();
                    failures.add(standard.getId() + " " + rule.getClause() + "-" + rule.getTestNumber() + " "
                            + assertion.getMessage());
                }
            }
            if (!result.isCompliant() && failures.isEmpty()) {
                failures.add(standard.getId() + " is not fulfilled");
            }
        } catch (Exception e) {
            failures.add(standard.getId() + " cannot be validated: " + e);
        }
        return failures;
    }
}
