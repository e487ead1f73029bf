import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;
import org.languagetool.rules.Rule;
import org.languagetool.rules.RuleMatch;

/**
 * Checks texts with LanguageTool. Reads one text per line from standard input, as {@code place TAB text}. Writes one
 * line per finding: {@code place TAB rule TAB message TAB sentence}. The first argument lists the ids of the rules to
 * skip.
 */
public class CheckLanguage {

    public static void main(String[] arguments) throws IOException {
        Set<String> rules = Set.of(arguments[0].split(","));
        JLanguageTool tool = new JLanguageTool(Languages.getLanguageForShortCode("en-US"));
        for (Rule rule : tool.getAllRules()) {
            if (rules.contains(rule.getId())) {
                tool.disableRule(rule.getId());
            }
        }
        List<String> findings = new ArrayList<>();
        List<String> lines =
                new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        for (String line : lines) {
            String[] cells = line.split("\t", 2);
            for (RuleMatch match : tool.check(cells[1])) {
                findings.add(String.join(
                        "\t",
                        cells[0],
                        match.getRule().getId(),
                        match.getMessage().replaceAll("\\s+", " "),
                        match.getSentence().getText().strip().replaceAll("\\s+", " ")));
            }
        }
        StringBuilder out = new StringBuilder();
        findings.forEach(finding -> out.append(finding).append('\n'));
        System.out.write(out.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
