/** Writes unqualified Dublin Core for OAI-PMH. */
package org.offprint.formats.dublincore;
