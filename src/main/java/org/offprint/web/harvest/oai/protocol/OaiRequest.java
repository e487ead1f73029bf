package org.offprint.web.harvest.oai.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The verb and arguments of a request.
 *
 * @param arguments all but the verb, as they were sent
 */
public record OaiRequest(OaiVerb verb, Map<String, String> arguments) {

    private static final int LONGEST_SHOWN = 100;

    /** The form that the schema takes for a metadataPrefix. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.!~*'()-]+");

    /**
     * Reads names and values of a query or a form.
     *
     * @throws OaiException with all that is wrong with verb and arguments
     */
    public static OaiRequest of(List<Map.Entry<String, String>> pairs) {
        List<String> verbs = pairs.stream()
                .filter(pair -> pair.getKey().equals("verb"))
                .map(Map.Entry::getValue)
                .toList();
        OaiVerb verb = verb(verbs);
        Map<String, String> arguments = new LinkedHashMap<>();
        // In their order, and each complaint once.
        Set<OaiFault> faults = new LinkedHashSet<>();
        for (Map.Entry<String, String> pair : pairs) {
            String name = pair.getKey();
            if (name.equals("verb")) {
                continue;
            }
            Optional<OaiFault> wrong = wrong(verb, name, pair.getValue());
            if (wrong.isPresent()) {
                faults.add(wrong.get());
            } else if (arguments.putIfAbsent(name, pair.getValue()) != null) {
                faults.add(OaiFault.badArgument("The argument " + name + " is repeated."));
            }
        }
        checkTogether(verb, arguments, pairs, faults);
        if (!faults.isEmpty()) {
            throw new OaiException(new ArrayList<>(faults));
        }
        return new OaiRequest(verb, arguments);
    }

    /**
     * Returns the fault of a single argument. An argument that has another form than the schema knows cannot be
     * repeated either.
     */
    private static Optional<OaiFault> wrong(OaiVerb verb, String name, String value) {
        if (!verb.takes(name)) {
            return Optional.of(OaiFault.badArgument(verb.term() + " takes no argument " + shown(name) + "."));
        }
        if (value.isEmpty()) {
            return Optional.of(OaiFault.badArgument("The argument " + name + " is empty."));
        }
        boolean isOfItsForm =
                switch (name) {
                    case "metadataPrefix" -> PREFIX.matcher(value).matches();
                    case "identifier" -> isUri(value);
                    default -> true;
                };
        return isOfItsForm
                ? Optional.empty()
                : Optional.of(OaiFault.badArgument(shown(value) + " cannot be the argument " + name + "."));
    }

    /** Reports whether it is a URI once what must be escaped in one is escaped, as {@code xs:anyURI} has it. */
    private static boolean isUri(String value) {
        StringBuilder escaped = new StringBuilder();
        value.codePoints()
                .forEach(c -> escaped.append(
                        c <= ' ' || c >= 0x7F || "<>\"{}|\\^`".indexOf(c) >= 0 ? "%20" : Character.toString(c)));
        try {
            new URI(escaped.toString());
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A token stands alone; without one, all that is required must be there. */
    private static void checkTogether(
            OaiVerb verb, Map<String, String> arguments, List<Map.Entry<String, String>> pairs, Set<OaiFault> faults) {
        if (!arguments.containsKey("resumptionToken")) {
            verb.required().stream()
                    .filter(name ->
                            pairs.stream().noneMatch(pair -> pair.getKey().equals(name)))
                    .forEach(name ->
                            faults.add(OaiFault.badArgument(verb.term() + " needs the argument " + name + ".")));
        } else if (arguments.size() > 1) {
            faults.add(OaiFault.badArgument("A resumptionToken stands alone, without other arguments."));
        }
    }

    private static OaiVerb verb(List<String> verbs) {
        if (verbs.isEmpty()) {
            throw badVerb("The argument verb is missing.");
        }
        if (verbs.size() > 1) {
            throw badVerb("The argument verb is repeated.");
        }
        return OaiVerb.of(verbs.get(0)).orElseThrow(() -> badVerb("There is no verb " + shown(verbs.get(0)) + "."));
    }

    private static OaiException badVerb(String message) {
        return new OaiException(
                OaiFault.Code.BAD_VERB,
                message + " It is one of Identify, ListMetadataFormats, ListSets, GetRecord, ListIdentifiers,"
                        + " ListRecords.");
    }

    /** An argument, where it was given. */
    public Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    /** Returns the value that a client sent, short enough to repeat. */
    public static String shown(String sent) {
        return "\"" + (sent.length() > LONGEST_SHOWN ? sent.substring(0, LONGEST_SHOWN) + "…" : sent) + "\"";
    }
}
