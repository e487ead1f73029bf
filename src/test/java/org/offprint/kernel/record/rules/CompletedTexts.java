package org.offprint.kernel.record.rules;

import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.ArticleBody;

/**
 * Adds the plain-text forms of marked-up members to article bodies, as the service does on each write, for tests that
 * run without a service.
 */
public final class CompletedTexts {

    private CompletedTexts() {}

    /** Returns the article with the plain form of each marked-up text. Fails if a text or reference breaks a rule. */
    public static ArticleBody of(ArticleBody body) {
        RecordReader reader = new RecordReader();
        ArticleBody complete = ArticleTexts.complete(body, reader);
        ReferenceRules.check(complete.references(), reader);
        reader.check("The article");
        return complete;
    }
}
