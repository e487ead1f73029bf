/** REST resources under {@code /v1}, with one package for each subject. */
package org.offprint.web.api;
