package org.offprint.web.harvest.oai.protocol;

/** Error defined by OAI-PMH (section 3.6). Responses with protocol errors have status 200. */
public record OaiFault(Code code, String message) {

    /** Codes of OAI-PMH errors. The code {@code noSetHierarchy} is missing, because the repository has sets. */
    public enum Code {
        BAD_VERB("badVerb"),
        BAD_ARGUMENT("badArgument"),
        BAD_RESUMPTION_TOKEN("badResumptionToken"),
        CANNOT_DISSEMINATE_FORMAT("cannotDisseminateFormat"),
        ID_DOES_NOT_EXIST("idDoesNotExist"),
        NO_RECORDS_MATCH("noRecordsMatch"),
        NO_METADATA_FORMATS("noMetadataFormats");

        private final String term;

        Code(String term) {
            this.term = term;
        }

        public String term() {
            return term;
        }

        /**
         * Returns whether a response with this error may repeat the arguments of the request (OAI-PMH, section 3.2).
         */
        public boolean repeatsArguments() {
            return this != BAD_VERB && this != BAD_ARGUMENT;
        }
    }

    public static OaiFault badArgument(String message) {
        return new OaiFault(Code.BAD_ARGUMENT, message);
    }
}
