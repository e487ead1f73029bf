/**
 * JSON that clients send: parsed in bounds, patched, compared, and bound to records with everything that is wrong at
 * once.
 */
package org.offprint.json;
