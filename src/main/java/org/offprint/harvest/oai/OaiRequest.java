package org.offprint.harvest.oai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param arguments all but the verb, as they were sent
 */
record OaiRequest(OaiVerb verb, Map<String, String> arguments) {

    private static final int LONGEST_SHOWN = 100;

    /**
     * Reads names and values of a query or a form.
     *
     * @throws OaiException with all that is wrong with verb and arguments
     */
    static OaiRequest of(List<Map.Entry<String, String>> pairs) {
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
            if (!verb.takes(name)) {
                faults.add(OaiFault.badArgument(verb.term() + " takes no argument " + shown(name) + "."));
            } else if (pair.getValue().isEmpty()) {
                faults.add(OaiFault.badArgument("The argument " + name + " is empty."));
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
    Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    /** What a client sent, short enough to be told back. */
    static String shown(String sent) {
        return "\"" + (sent.length() > LONGEST_SHOWN ? sent.substring(0, LONGEST_SHOWN) + "…" : sent) + "\"";
    }
}
