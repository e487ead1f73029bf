package org.offprint.services.registration.targets;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.offprint.kernel.text.Table;

/** Messages for editors, keyed by response code. The messages are read from {@code registration-answers.tsv}. */
@ApplicationScoped
public class AnswerMessages {

    private final Map<String, String> sentences = Table.map("registration-answers.tsv");

    /**
     * Returns the message for editors with the given code.
     *
     * @return the message; null if the code has no message
     */
    public String messageOf(String code) {
        return sentences.get(code);
    }
}
