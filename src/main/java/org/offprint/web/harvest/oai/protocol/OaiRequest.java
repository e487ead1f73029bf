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
 * Verb and arguments of an OAI-PMH request.
 *
 * @param arguments all arguments except the verb, as sent
 */
public record OaiRequest(OaiVerb verb, Map<String, String> arguments) {

    private static final int MAX_SHOWN = 100;

    /** Syntax of a metadataPrefix according to the OAI-PMH schema. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.!~*'()-]+");

    /**
     * Parses an OAI-PMH request from the parameter names and values of a query or a form.
     *
     * @throws OaiException with all errors in the verb and the arguments
     */
    public static OaiRequest of(List<Map.Entry<String, String>> pairs) {
        List<String> verbs = pairs.stream()
                .filter(pair -> pair.getKey().equals("verb"))
                .map(Map.Entry::getValue)
                .toList();
        OaiVerb verb = verb(verbs);
        Map<String, String> arguments = new LinkedHashMap<>();
        // Remove duplicate errors, and keep the remaining errors in order.
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
     * Returns the error of a single request argument, if any. An argument that does not match the schema must not be
     * repeated in the response.
     */
    private static Optional<OaiFault> wrong(OaiVerb verb, String name, String value) {
        if (!verb.takes(name)) {
            return Optional.of(
                    OaiFault.badArgument(verb.term() + " does not accept the argument " + shown(name) + "."));
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
                : Optional.of(
                        OaiFault.badArgument(shown(value) + " is not a valid value of the argument " + name + "."));
    }

    /** Returns whether the string is a URI after it is escaped as defined by {@code xs:anyURI}. */
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

    /**
     * Checks the combination of request arguments. A resumption token must be the only argument. Without one, all
     * required arguments must be present.
     */
    private static void checkTogether(
            OaiVerb verb, Map<String, String> arguments, List<Map.Entry<String, String>> pairs, Set<OaiFault> faults) {
        if (!arguments.containsKey("resumptionToken")) {
            verb.required().stream()
                    .filter(name ->
                            pairs.stream().noneMatch(pair -> pair.getKey().equals(name)))
                    .forEach(name ->
                            faults.add(OaiFault.badArgument(verb.term() + " requires the argument " + name + ".")));
        } else if (arguments.size() > 1) {
            faults.add(OaiFault.badArgument("A resumptionToken cannot be combined with other arguments."));
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
                message + " Use one of Identify, ListMetadataFormats, ListSets, GetRecord, ListIdentifiers,"
                        + " ListRecords.");
    }

    /** Returns the value of a request argument, or empty if the argument is absent. */
    public Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    /** Returns a quoted and truncated argument value for use in error messages. */
    public static String shown(String sent) {
        return "\"" + (sent.length() > MAX_SHOWN ? sent.substring(0, MAX_SHOWN) + "…" : sent) + "\"";
    }
}
