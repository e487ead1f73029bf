/** The entry point: the service with links to everything, and the kinds of problems. */
package org.offprint.api.service;
