package org.offprint.ingest.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** Contributors as reference managers name them, in parts or in one text. */
public final class CitedPeople {

    private static final Pattern ORGANIZATION = Pattern.compile(
            "(?iu).*(?:&|\\b(?:group|universi\\w+|universit\u00E4t|school|hospital|college|faculty|academy|laborator\\w+|consortium|society|university|institute|committee|team|network|collaboration|association"
                    + "|organi[sz]ation|cent(?:er|re)|council|foundation|federation|commission|ministry|department|initiative"
                    + "|programme|program|investigators|press|inc|ltd|llc|gmbh)\\b).*|(?i)the\\s.*");

    private final Draft draft;

    CitedPeople(Draft draft) {
        this.draft = draft;
    }

    /** A person by the parts of the name; people of one name have it as family name. */
    public void person(String role, String family, String given, String suffix) {
        ObjectNode person = draft.body().objectNode();
        person.put("role", role).put("kind", "person");
        boolean hasFamily = family != null && !family.isBlank();
        Draft.put(person, "family", hasFamily ? family : given);
        Draft.put(person, "given", hasFamily ? given : null);
        Draft.put(person, "suffix", suffix);
        if (draft.isFull("contributors")) {
            draft.unplaced("contributors", family);
        } else if (person.has("family")) {
            draft.list("contributors").add(person);
        }
    }

    /** An organization. */
    public void organization(String role, String name) {
        if (draft.isFull("contributors")) {
            draft.unplaced("contributors", name);
        } else if (name != null && !name.isBlank()) {
            ObjectNode organization = draft.list("contributors").addObject();
            organization.put("role", role).put("kind", "organization").put("name", Words.clean(name));
        }
    }

    /** {@code Family, Given}, {@code Family, Given, Suffix}, {@code Given Family}, one name, or what is no person's. */
    public void named(String role, String name) {
        List<String> parts = List.of(Words.clean(name).split(" ?, ?"));
        if (parts.size() > 1) {
            person(
                    role,
                    parts.get(0),
                    parts.get(1),
                    parts.size() > 2 ? String.join(", ", parts.subList(2, parts.size())) : null);
        } else if (ORGANIZATION.matcher(name.strip()).matches()) {
            organization(role, name);
        } else {
            int blank = name.strip().lastIndexOf(' ');
            person(
                    role,
                    name.strip().substring(blank + 1),
                    blank < 0 ? null : name.strip().substring(0, blank),
                    null);
        }
    }
}
