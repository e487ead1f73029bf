package org.offprint.services.registration.targets;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.offprint.kernel.text.Table;

/** The codes of what services answer, with the sentences that editors read: {@code registration-answers.tsv}. */
@ApplicationScoped
public class AnswerCodes {

    private final Map<String, String> sentences = Table.map("registration-answers.tsv");

    /**
     * Returns the sentence of a code.
     *
     * @return null for a code that has none
     */
    public String sentence(String code) {
        return sentences.get(code);
    }
}
