package org.offprint.kernel.record.rules;

import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.ArticleBody;

/** Texts of articles completed as the service does it when they are sent, for tests without one. */
public final class CompletedTexts {

    private CompletedTexts() {}

    /** The same body with its plain texts; fails where its texts or references break a rule. */
    public static ArticleBody of(ArticleBody body) {
        RecordReader reader = new RecordReader();
        ArticleBody complete = ArticleTexts.complete(body, reader);
        ReferenceRules.check(complete.references(), reader);
        reader.check("The article");
        return complete;
    }
}
