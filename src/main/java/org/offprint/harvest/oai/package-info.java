/** OAI-PMH 2.0 (document version 2015-01-08). Sections in comments are of that specification. */
package org.offprint.harvest.oai;
