package org.offprint.ingest.jats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.identifiers.Email;
import org.offprint.identifiers.RorId;
import org.offprint.ingest.UnreadableException;
import org.offprint.ingest.draft.Draft;
import org.offprint.ingest.xml.XmlElement;

/** {@code aff}: the words as printed, and the organization and its place where they are marked. */
final class JatsAffiliations {

    private static final Set<String> DEPARTMENTS = Set.of("dept", "orgdiv1", "orgdiv2", "orgdiv3", "department");

    private static final String[] NOT_WORDS = {"label", "institution-id", "email", "fn", "xref"};
    private static final String[] NOT_WORDS_NUMBERED = {"label", "institution-id", "email", "fn", "xref", "sup"};

    /** In characters; a few words of an affiliation can be those of thousands of contributors. */
    private static final long MOST_WRITTEN = 10_000_000;

    /** What one takes at least. */
    private static final int SMALLEST = 100;

    private final Draft draft;
    private final Map<String, XmlElement> byId = new LinkedHashMap<>();
    private final Map<XmlElement, List<ObjectNode>> owners = new LinkedHashMap<>();
    private long written;

    JatsAffiliations(XmlElement meta, Draft draft) {
        this.draft = draft;
        for (XmlElement aff : meta.within("aff", "aff-alternatives")) {
            if (aff.attribute("id") != null) {
                byId.putIfAbsent(aff.attribute("id"), aff);
            }
        }
    }

    /** Tells that this contributor is from there. */
    void belongsTo(XmlElement aff, ObjectNode contributor) {
        owners.computeIfAbsent(aff, none -> new ArrayList<>()).add(contributor);
    }

    /** Gives the address that stands within an affiliation to the only one who is from there; others are told. */
    void placeEmails() {
        owners.forEach((aff, own) -> {
            for (XmlElement email : aff.within("email")) {
                boolean isWhose = own.size() == 1 && !own.get(0).has("email");
                if (isWhose) {
                    Draft.put(own.get(0), "email", draft.value(email.text(), Email::parse, email.path()));
                } else if (!String.valueOf(email.text())
                        .equals(own.get(0).path("email").textValue())) {
                    draft.unplaced(email.path(), email.text());
                }
            }
            aff.within("fn").forEach(note -> draft.unplaced(note.path(), note.text()));
        });
    }

    /** The element of this id, an {@code aff} or its alternatives; null for none. */
    XmlElement named(String id) {
        return byId.get(id);
    }

    /**
     * Reads one; null where nothing stands in it.
     *
     * @throws UnreadableException where so many contributors are from so many places that no article could hold it
     */
    ObjectNode read(XmlElement aff) {
        ObjectNode read = form(aff);
        written += read == null ? 0 : SMALLEST + read.path("text").asText().length();
        if (written > MOST_WRITTEN) {
            throw new UnreadableException(
                    "The affiliations, written out for each contributor, have more than " + MOST_WRITTEN
                            + " characters.",
                    aff.line());
        }
        return read;
    }

    private ObjectNode form(XmlElement aff) {
        if (!aff.name().equals("aff-alternatives")) {
            return read(aff, aff);
        }
        List<XmlElement> forms = aff.elements("aff");
        if (forms.isEmpty()) {
            return null;
        }
        XmlElement printed = forms.stream()
                .filter(form -> "original".equals(form.attribute("specific-use")))
                .findFirst()
                .orElse(forms.get(0));
        XmlElement structured = forms.stream()
                .filter(form -> form != printed && !form.elements().isEmpty())
                .findFirst()
                .orElse(printed);
        return read(printed, structured);
    }

    private ObjectNode read(XmlElement printed, XmlElement structured) {
        ObjectNode affiliation = JsonNodeFactory.instance.objectNode();
        Draft.put(affiliation, "text", words(printed));
        Draft.put(affiliation, "name", organization(structured));
        ids(structured, affiliation);
        Draft.put(affiliation, "city", part(structured, "city"));
        Draft.put(affiliation, "region", part(structured, "state"));
        Draft.put(affiliation, "postalCode", part(structured, "postal-code"));
        Draft.put(affiliation, "country", country(structured));
        return affiliation.isEmpty() ? null : affiliation;
    }

    /** The words that were printed are told apart by some from the parts that were made of them. */
    private String words(XmlElement aff) {
        for (XmlElement institution : aff.within("institution")) {
            if ("original".equals(institution.attribute("content-type"))) {
                aff.mark();
                return institution.text();
            }
        }
        String words = aff.textWithout(isNumbered(aff) ? NOT_WORDS_NUMBERED : NOT_WORDS);
        aff.mark();
        boolean isParted = !aff.hasOwnText() && aff.elements().size() > 1;
        return isParted ? listed(aff) : trimmed(words);
    }

    /** Whether it begins with its number in superscript, as some do it in place of a label. */
    private static boolean isNumbered(XmlElement aff) {
        for (Object child : aff.content()) {
            if (child instanceof XmlElement element) {
                return element.name().equals("sup");
            }
            if (!((String) child).isBlank()) {
                return false;
            }
        }
        return false;
    }

    /** Parts with nothing between them are set apart by commas. */
    private static String listed(XmlElement aff) {
        StringBuilder all = new StringBuilder();
        for (XmlElement part : aff.elements()) {
            boolean isPart = !List.of(NOT_WORDS_NUMBERED).contains(part.name());
            boolean isNest = !part.hasOwnText() && part.elements().size() > 1;
            String text = !isPart ? null : isNest ? listed(part) : trimmed(part.textWithout("institution-id"));
            if (text != null && !text.isEmpty()) {
                all.append(all.isEmpty() ? "" : ", ").append(text);
            }
        }
        return all.isEmpty() ? null : all.toString();
    }

    private static String trimmed(String text) {
        return text == null
                ? null
                : text.replaceAll("^[\\s,;]+|(?<![\\s,;])[\\s,;]+$", "").replaceAll("\\s+([,;.])", "$1");
    }

    private static String organization(XmlElement aff) {
        String named = null;
        for (XmlElement institution : aff.within("institution")) {
            String type = institution.attribute("content-type");
            if ("orgname".equals(type)) {
                return institution.text();
            }
            boolean isName = type == null || !DEPARTMENTS.contains(type) && !type.equals("original");
            named = named == null && isName ? institution.text() : named;
        }
        return trimmed(named);
    }

    private void ids(XmlElement aff, ObjectNode affiliation) {
        for (XmlElement id : aff.within("institution-id")) {
            String text = id.text();
            boolean isRor = "ror".equalsIgnoreCase(id.attribute("institution-id-type"))
                    || text != null && text.contains("ror.org/");
            if (isRor) {
                Draft.put(affiliation, "ror", draft.value(text, RorId::parse, id.path()));
            } else {
                draft.unplaced(id.path(), id.attribute("institution-id-type") + " " + text);
            }
        }
    }

    private static String part(XmlElement aff, String kind) {
        return aff.within(kind, "named-content").stream()
                .filter(part -> part.name().equals(kind) || kind.equals(part.attribute("content-type")))
                .map(part -> trimmed(part.text()))
                .filter(text -> text != null && !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** Its code; the words stay in the text, so that a name that is not known is no loss. */
    private static String country(XmlElement aff) {
        for (XmlElement country : aff.within("country")) {
            for (String said : new String[] {country.attribute("country"), country.text()}) {
                String code = JatsCountries.code(said);
                if (code != null) {
                    return code;
                }
            }
        }
        return null;
    }
}
