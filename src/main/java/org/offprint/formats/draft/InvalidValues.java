package org.offprint.formats.draft;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.offprint.http.problem.Finding;
import org.offprint.json.RecordReader;
import org.offprint.record.AffiliationBody;
import org.offprint.record.ArticleBody;
import org.offprint.record.IssueBody;
import org.offprint.record.JournalBody;

/**
 * Makes a body fit the rules of our own types: what is refused of it is taken out and told as not placed, so that one
 * value that is too long or of no known form does not keep a whole record out.
 */
public final class InvalidValues {

    private static final int MOST_ROUNDS = 5;

    private static final Pattern NAMES = Pattern.compile("/contributors/\\d+/(?:family|name)");

    /** Bean Validation as it is by default; the types have no constraints that need anything of the service. */
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private InvalidValues() {}

    /** Removes invalid values of an article; the returned findings cannot be mended by leaving something out. */
    public static List<Finding> article(Draft draft) {
        AffiliationEmails.takeOut(draft);
        draft.prune();
        if (!draft.body().has("title") && !draft.body().has("titleHtml")) {
            fit(draft, ArticleBody.class);
            return List.of(Finding.at("/title", "required", "The source names no title."));
        }
        shorten(draft, "journal", JournalBody.class);
        shorten(draft, "issue", IssueBody.class);
        return fit(draft, ArticleBody.class);
    }

    /** Of what a record names by natural keys only what is too long is known not to fit: it may be held here. */
    private static void shorten(Draft draft, String member, Class<? extends Record> type) {
        if (draft.body().path(member) instanceof ObjectNode named) {
            RecordReader reader = new RecordReader(VALIDATOR);
            reader.read(named.deepCopy(), type);
            for (Finding finding : reader.findings()) {
                if (finding.code().equals("size") && named.at(finding.pointer()).isTextual()) {
                    takeOut(draft, Finding.at("/" + member + finding.pointer(), finding.code(), finding.message()));
                }
            }
        }
    }

    /** Removes invalid values of an affiliation. */
    public static List<Finding> affiliation(Draft draft) {
        draft.prune();
        return fit(draft, AffiliationBody.class);
    }

    private static List<Finding> fit(Draft draft, Class<? extends Record> type) {
        List<Finding> findings = List.of();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            RecordReader reader = new RecordReader(VALIDATOR);
            reader.read(ownMembers(draft.body()), type);
            findings = reader.findings();
            boolean mended = false;
            // From the end, so that places in lists stay what they are.
            List<Finding> backwards = new ArrayList<>(findings);
            backwards.sort(Comparator.comparing((Finding finding) -> numbered(finding.pointer()))
                    .reversed());
            for (Finding finding : backwards) {
                mended |= takeOut(draft, finding);
            }
            if (!mended) {
                break;
            }
        }
        draft.prune();
        return findings;
    }

    private static String numbered(String pointer) {
        StringBuilder sortable = new StringBuilder();
        for (String step : pointer.split("/")) {
            sortable.append('/').append(step.matches("\\d+") ? String.format("%09d", Integer.valueOf(step)) : step);
        }
        return sortable.toString();
    }

    /** Without the members that name other records by their natural keys. */
    private static ObjectNode ownMembers(ObjectNode body) {
        ObjectNode own = body.deepCopy();
        own.remove(List.of("journal", "issue", "section", "parent", "successor"));
        own.path("contributors")
                .forEach(contributor -> contributor.path("affiliations").forEach(affiliation -> {
                    if (affiliation instanceof ObjectNode object) {
                        object.retain("text");
                    }
                }));
        return own;
    }

    private static boolean takeOut(Draft draft, Finding finding) {
        JsonPointer pointer = JsonPointer.compile(finding.pointer());
        if (draft.body().at(pointer).isMissingNode() && pointer.head() != null) {
            // What lacks something that it needs goes as a whole, but for the record itself.
            pointer = pointer.head();
        }
        if (NAMES.matcher(pointer.toString()).matches()) {
            // Without a name there is nobody.
            pointer = pointer.head();
        }
        JsonNode refused = draft.body().at(pointer);
        if (refused.isMissingNode() || pointer.matches()) {
            return false;
        }
        JsonNode parent = draft.body().at(pointer.head());
        String last = pointer.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.remove(last);
        } else if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(last));
        }
        String text = refused.isTextual() ? refused.textValue() : refused.toString();
        draft.unplaced(pointer.toString().substring(1), text + " (" + finding.message() + ")");
        return true;
    }
}
