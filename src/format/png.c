#include "format/png.h"

#include <librsvg/rsvg.h>

#include "base/error.h"
#include "base/library.h"

#define CALLS(CALL)                              \
  CALL(cairo_create)                             \
  CALL(cairo_destroy)                            \
  CALL(cairo_image_surface_create)               \
  CALL(cairo_paint)                              \
  CALL(cairo_set_source_rgb)                     \
  CALL(cairo_status)                             \
  CALL(cairo_surface_destroy)                    \
  CALL(cairo_surface_status)                     \
  CALL(cairo_surface_write_to_png_stream)        \
  CALL(g_error_free)                             \
  CALL(g_memory_input_stream_new_from_data)      \
  CALL(g_object_unref)                           \
  CALL(rsvg_handle_get_intrinsic_size_in_pixels) \
  CALL(rsvg_handle_new_from_stream_sync)         \
  CALL(rsvg_handle_render_document)

typedef struct png_calls {
  CALLS(RO_CALL_FIELD)
} png_calls;

static readout_status load(png_calls *calls, readout_error *err) {
  const ro_called called[] = {CALLS(RO_CALL_SLOT)};
  return ro_library_load(RO_RSVG_FILE, called, sizeof called / sizeof *called, err);
}

#define MOST_IN_A_LINE 32767 /* cairo's */

static cairo_status_t take(void *ctx, const unsigned char *bytes, unsigned len) {
  ro_text *out = ctx;
  ro_text_add(out, (ro_slice){(const char *)bytes, len});
  return out->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

static bool paint(const png_calls *calls, RsvgHandle *handle, cairo_surface_t *surface, size_t width, size_t height) {
  cairo_t *cairo = calls->cairo_create(surface);
  const RsvgRectangle all = {0, 0, (double)width, (double)height};
  calls->cairo_set_source_rgb(cairo, 1, 1, 1);
  calls->cairo_paint(cairo);
  bool painted =
      calls->rsvg_handle_render_document(handle, cairo, &all, NULL) && calls->cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
  calls->cairo_destroy(cairo);
  return painted;
}

static readout_status draw(const png_calls *calls, RsvgHandle *handle, ro_text *out, size_t width, readout_error *err) {
  double own_width = 0, own_height = 0;
  if (!calls->rsvg_handle_get_intrinsic_size_in_pixels(handle, &own_width, &own_height) || own_width < 1 || own_height < 1)
    return ro_fail(err, READOUT_ERR_INPUT, "the picture has no size");
  if (width == 0) width = (size_t)own_width;
  size_t height = (size_t)((double)width * own_height / own_width + 0.5);
  if (width > MOST_IN_A_LINE || height > MOST_IN_A_LINE || width * height > RO_PNG_PIXELS)
    return ro_fail(err, READOUT_ERR_USAGE,
                   "a PNG of %zu by %zu pixels is too large: give a smaller --width, or ask for --format svg", width, height);
  cairo_surface_t *surface = calls->cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
  bool drawn = calls->cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS && paint(calls, handle, surface, width, height) &&
               calls->cairo_surface_write_to_png_stream(surface, take, out) == CAIRO_STATUS_SUCCESS;
  calls->cairo_surface_destroy(surface);
  return drawn ? READOUT_OK : ro_fail(err, READOUT_ERR_MEMORY, "a PNG of %zu by %zu pixels cannot be drawn", width, height);
}

readout_status ro_png(ro_text *out, ro_slice svg, size_t width, readout_error *err) {
  png_calls loaded, *calls = &loaded;
  RO_TRY(load(calls, err));
  GError *why = NULL;
  GInputStream *stream = calls->g_memory_input_stream_new_from_data(svg.ptr, (gssize)svg.len, NULL);
  RsvgHandle *handle = calls->rsvg_handle_new_from_stream_sync(stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, NULL, &why);
  readout_status status =
      handle ? draw(calls, handle, out, width, err)
             : ro_fail(err, READOUT_ERR_INPUT, "the picture cannot be drawn: %s", why ? why->message : "no reason");
  if (handle) calls->g_object_unref(handle);
  if (why) calls->g_error_free(why);
  calls->g_object_unref(stream);
  return status;
}
